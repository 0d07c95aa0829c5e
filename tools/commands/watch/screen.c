// SPDX-License-Identifier: GPL-2.0-only
/* Draws on the terminal. */
#include <curses.h>
#include <stdio.h>
#include <unistd.h>
#include <wchar.h>

#include "commands/watch/screen.h"
#include "xalloc.h"

/* A list's title and heading. */
#define PANE_HEAD 2

static const char help[] =
	"q quit  Tab other list  < > sort by  r reverse  arrows scroll  space refresh";

static const char *const titles[PANES] = {
	[PANE_WRITERS] = "Stalled writers",
	[PANE_NAMESPACES] = "Namespaces",
};

static SCREEN *screen;
/* Messages would spoil the screen, so they are collected here. */
static FILE *terminal_errors;
static char *said;
static size_t said_size;

static void screen_close(void)
{
	/* Leave an empty line for the shell's prompt. */
	move(LINES - 1, 0);
	clrtoeol();
	refresh();
	endwin();
	delscreen(screen);
	fclose(stderr);
	stderr = terminal_errors;
	fputs(said, stderr);
	free(said);
}

void screen_open(void)
{
	FILE *errors = open_memstream(&said, &said_size);

	if (!errors)
		err(exit_failure, "out of memory");
	screen = newterm(NULL, stdout, stdin);
	if (!screen)
		errx(exit_failure, "cannot use the terminal");
	terminal_errors = stderr;
	stderr = errors;
	atexit(screen_close);
	cbreak();
	noecho();
	nodelay(stdscr, TRUE);
	keypad(stdscr, TRUE);
	/* Not all terminals can hide it. */
	curs_set(0);
}

/* Draws the part of a text that fits, starting at a column of the text. */
static void draw_text(int y, const char *text, size_t left)
{
	size_t size = strlen(text) + 1;
	wchar_t *wide = xcalloc(size, sizeof(*wide)), *p = wide;
	int n = 0, width = 0;

	if (mbstowcs(wide, text, size) == (size_t)-1)
		wide[0] = L'\0';
	for (size_t skipped = 0; *p && skipped < left; p++)
		skipped += wcwidth(*p);
	while (p[n] && width + wcwidth(p[n]) <= COLS)
		width += wcwidth(p[n++]);
	mvaddnwstr(y, 0, p, n);
	free(wide);
}

static int add_number(char *buf, size_t size, struct number number,
		      const char *what)
{
	if (!number.known)
		return 0;
	return snprintf(buf, size, "  %ju %s", number.value, what);
}

static void draw_summary(const struct model *model)
{
	char text[256] = "pipescope";
	size_t len = strlen(text);

	len += add_number(text + len, sizeof(text) - len, model->stalled,
			  "stalled");
	len += add_number(text + len, sizeof(text) - len, model->blocked,
			  "blocked");
	len += add_number(text + len, sizeof(text) - len, model->pipes,
			  "pipes");
	add_number(text + len, sizeof(text) - len, model->pages, "pages");
	draw_text(0, text, 0);
}

static void draw_title(int y, const char *title, const struct pane *pane,
		       bool focused)
{
	size_t id = pane->columns.ids[pane->sorted];
	char text[256], range[80] = "";

	if (pane->shown && pane->n > pane->shown)
		snprintf(range, sizeof(range), " %zu-%zu/%zu", pane->top + 1,
			 pane->top + pane->shown, pane->n);
	snprintf(text, sizeof(text), "%s %s%s by %s, %s", focused ? ">" : " ",
		 title, range, pane->view->columns[id].name,
		 pane->descending ? "descending" : "ascending");
	attrset(focused ? A_BOLD : A_NORMAL);
	draw_text(y, text, 0);
	attrset(A_NORMAL);
}

static void fit_pane(struct pane *pane, int height)
{
	pane->shown = height > PANE_HEAD ? height - PANE_HEAD : 0;
	if (pane->top + pane->shown > pane->n)
		pane->top = pane->n > pane->shown ? pane->n - pane->shown : 0;
}

static void draw_pane(const struct model *model, size_t which, int y,
		      int height)
{
	const struct pane *pane = &model->panes[which];

	if (height > 0)
		draw_title(y, titles[which], pane, which == model->focus);
	if (height < PANE_HEAD)
		return;
	if (!pane->n) {
		draw_text(y + 1, "  none", 0);
		return;
	}
	draw_text(y + 1, pane->rows[0], model->left);
	for (size_t i = 0; i < pane->shown && pane->top + i < pane->n; i++)
		draw_text(y + PANE_HEAD + i, pane->rows[1 + pane->top + i],
			  model->left);
}

static int least_of(int a, int b)
{
	return a < b ? a : b;
}

/* Each list gets half if it needs that, plus what the other one leaves. */
static int upper_height(const struct model *model, int height)
{
	int upper = model->panes[0].n + PANE_HEAD + 1;
	int lower = model->panes[1].n + PANE_HEAD;
	int half = (height + 1) / 2;

	return least_of(upper, half > height - lower ? half : height - lower);
}

void screen_draw(struct model *model)
{
	/* The first and the last row hold the summary and the help. */
	int height = LINES > 2 ? LINES - 2 : 0;
	int upper = upper_height(model, height);

	erase();
	draw_summary(model);
	/* An empty row is between them. */
	fit_pane(&model->panes[0], upper - 1);
	fit_pane(&model->panes[1], height - upper);
	draw_pane(model, 0, 1, upper - 1);
	draw_pane(model, 1, 1 + upper, height - upper);
	if (LINES > 1)
		draw_text(LINES - 1, help, 0);
	refresh();
}

void screen_redraw(void)
{
	clearok(curscr, TRUE);
}

int screen_key(void)
{
	return getch();
}
