// SPDX-License-Identifier: GPL-2.0-only
/* Handles keys. */
#include <curses.h>

#include "commands/watch/input.h"

/* How many columns the left and right arrows shift. */
#define SHIFT 8
#define CTRL(letter) ((letter) & 0x1f)

static void scroll_up(struct pane *pane, size_t rows)
{
	pane->top -= rows < pane->top ? rows : pane->top;
}

/* screen_draw() limits this to the end. */
static void scroll_down(struct pane *pane, size_t rows)
{
	pane->top += rows;
}

static enum input sort_by(struct pane *pane, size_t step)
{
	pane->sorted = (pane->sorted + step) % pane->columns.n;
	pane->top = 0;
	return INPUT_REFRESH;
}

static enum input reverse_order(struct pane *pane)
{
	pane->descending = !pane->descending;
	pane->top = 0;
	return INPUT_REFRESH;
}

/* Keys that move something, with those of vi for terminals without arrows. */
static void move_by(struct model *model, struct pane *pane, int key)
{
	switch (key) {
	case KEY_UP:
	case 'k':
		scroll_up(pane, 1);
		break;
	case KEY_DOWN:
	case 'j':
		scroll_down(pane, 1);
		break;
	case KEY_PPAGE:
	case CTRL('B'):
		scroll_up(pane, pane->shown);
		break;
	case KEY_NPAGE:
	case CTRL('F'):
		scroll_down(pane, pane->shown);
		break;
	case KEY_HOME:
	case 'g':
		pane->top = 0;
		break;
	case KEY_END:
	case 'G':
		pane->top = pane->n;
		break;
	case KEY_LEFT:
	case 'h':
		model->left -= model->left < SHIFT ? model->left : SHIFT;
		break;
	case KEY_RIGHT:
	case 'l':
		model->left += SHIFT;
		break;
	}
}

enum input input_key(struct model *model, int key)
{
	struct pane *pane = &model->panes[model->focus];

	switch (key) {
	case 'q':
		return INPUT_QUIT;
	case '\t':
		model->focus = (model->focus + 1) % PANES;
		return INPUT_NONE;
	case '>':
		return sort_by(pane, 1);
	case '<':
		return sort_by(pane, pane->columns.n - 1);
	case 'r':
		return reverse_order(pane);
	case ' ':
		return INPUT_REFRESH;
	case CTRL('L'):
		return INPUT_REDRAW;
	default:
		move_by(model, pane, key);
		return INPUT_NONE;
	}
}
