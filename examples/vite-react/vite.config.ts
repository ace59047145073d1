import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// below a folder of a site, as on GitHub Pages
export default defineConfig({ base: '/pictures/', plugins: [react()] });
