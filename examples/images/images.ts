import { BaseFlavour, ShopImage } from '../../lib';

const at = (name: string) => `registry.example/images/${name}:1.0.0`;
/** The images of this example, one for each kind that it has a program of. */
export const IMAGES = {
  site: ShopImage.staticSite('site', { image: at('site'), flavour: BaseFlavour.SLIM, directory: 'static-site' }),
  prices: ShopImage.node('prices', { image: at('prices'), entry: 'server.js', files: ['server.js'], directory: 'node' }),
  recommendations: ShopImage.python('recommendations', {
    image: at('recommendations'),
    module: 'shop.web',
    files: ['shop'],
    directory: 'python',
  }),
  stock: ShopImage.go('stock', { image: at('stock'), directory: 'go' }),
};
