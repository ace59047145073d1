#!/usr/bin/env node
import '../../../dist/sana.mjs';
