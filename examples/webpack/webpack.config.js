export default {
  entry: './src/page.js',
  output: { filename: 'page.js', publicPath: 'auto', clean: true },
  devServer: { static: './public' },
};
