/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_SCREEN_H
#define PIPESCOPE_SCREEN_H

#include "commands/watch/model.h"

/**
 * screen_open() - take over the terminal
 *
 * It is restored on exit(3); messages on the standard error are printed then.
 */
void screen_open(void);

/**
 * screen_draw() - show the model
 * @model: the model; @top and @shown of its lists are adjusted to the
 *	terminal's size
 *
 * Sends only changes to the terminal.
 */
void screen_draw(struct model *model);

/**
 * screen_redraw() - make the next screen_draw() send everything
 */
void screen_redraw(void);

/**
 * screen_key() - get the next key that was pressed
 *
 * Return: the key as ncurses defines it, KEY_RESIZE if the size has changed, or
 * -1 if there is none
 */
int screen_key(void);

#endif /* PIPESCOPE_SCREEN_H */
