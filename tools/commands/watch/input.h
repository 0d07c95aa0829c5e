/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_INPUT_H
#define PIPESCOPE_INPUT_H

#include "commands/watch/model.h"

/**
 * enum input - what to do after a key, apart from what it changed in the model
 * @INPUT_NONE: nothing
 * @INPUT_REFRESH: read everything again
 * @INPUT_REDRAW: redraw the whole terminal
 * @INPUT_QUIT: quit
 */
enum input {
	INPUT_NONE,
	INPUT_REFRESH,
	INPUT_REDRAW,
	INPUT_QUIT,
};

/**
 * input_key() - handle a key
 * @model: changed by the key
 * @key: the key, see screen_key()
 *
 * Return: what remains to be done
 */
enum input input_key(struct model *model, int key);

#endif /* PIPESCOPE_INPUT_H */
