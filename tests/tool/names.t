#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# A process may call itself anything.

. "$(dirname "$0")/lib/engine.sh"
unpack names
tool="$PIPESCOPE --sysroot $tree"
columns=TID,COMMAND,DOING

check "names in the table" "$tool writers -o $columns" 0 @names.txt
check "names in raw output" "$tool writers -r -o $columns" 0 @names.raw
check "an init process's name" "$tool -n -o COMMAND" 0 \
	'init\x0a\x1b[31mé\x80'
for command in namespaces users writers; do
	for format in "" --raw --json; do
		check "no control character: $command $format" \
			"$tool $command $format --output-all |
				LC_ALL=C tr -d '\\n' | LC_ALL=C grep -c '[[:cntrl:]]'" \
			1 0
	done
done
check "without UTF-8 there is nothing but ASCII" \
	"LC_ALL=C $tool writers --output-all | LC_ALL=C tr -d '\\n -~' | wc -c" \
	0 0
check "the writer's real name in JSON, unless it is no UTF-8" \
	"$tool writers -J -o COMMAND | jq -c '.writers[0].command'" \
	0 '"a\n\u001b[2J\"\\é\\xff"'
check "the reader's real name in JSON, unless it is no UTF-8" \
	"$tool writers -J -o COMMAND | jq -c '.writers[0].children[0].command'" \
	0 '"x\n\n\"],}\\\r\\xfe\t"'
printf '\177\302\2332J\302\240\n' >"$tree/proc/1/comm"
check "in JSON no character that a terminal may obey" \
	"$tool -J -o COMMAND | grep -c $(printf '\302\233')" 1 0
check "but the name is the same" "$tool -J -o COMMAND |
	jq -c '.namespaces[0].command | explode'" 0 '[127,155,50,74,160]'
check "a name does not pass for a state" \
	"$tool writers -J | jq -c '.writers[0].children[0].doing'" \
	0 '"sleeping in read"'
printf 'w\360p\033"\n' | tee "$tree"/sys/kernel/pipescope/writers/*/operation >"$work/null"
printf 'x\377\033' >"$tree/proc/200/wchan"
rm -f "$tree"/proc/*/syscall "$tree"/proc/*/task/*/syscall
check "what is no operation is told like a name" \
	"$tool explain -i 0 | grep -o 'in w[^ ]*' | sort -u" 0 'in w\xf0p\x1b"'
check "so is what is no function" "$tool explain -i 0 | grep -o 'in x[^ ]*' | sort -u" \
	0 'in x\xff\x1b'
finish
