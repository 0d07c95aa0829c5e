/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_SCREEN_H
#define PIPESCOPE_SCREEN_H

#include "commands/watch/model.h"

/**
 * screen_open() - take the terminal
 *
 * It is given back when the program ends by exit(3), and messages on the
 * standard error wait until then.
 */
void screen_open(void);

/**
 * screen_draw() - show the model
 * @model: what to show; of its lists, @top and @shown are adjusted to the room
 *	that there is
 *
 * Sends the terminal what has changed and nothing else.
 */
void screen_draw(struct model *model);

/**
 * screen_redraw() - send the terminal everything, the next time
 */
void screen_redraw(void);

/**
 * screen_key() - get the next key that was pressed
 *
 * Return: the key as ncurses names them, KEY_RESIZE if the size has changed, or
 * -1 if there is none
 */
int screen_key(void);

#endif /* PIPESCOPE_SCREEN_H */
