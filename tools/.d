writers.o: writers.c file.h host.h proc.h container.h stalled.h holders.h \
 sysfs.h table.h /usr/include/libsmartcols/libsmartcols.h columns.h \
 options.h text.h views.h
file.h:
host.h:
proc.h:
container.h:
stalled.h:
holders.h:
sysfs.h:
table.h:
/usr/include/libsmartcols/libsmartcols.h:
columns.h:
options.h:
text.h:
views.h:
