import { Picture } from './picture.jsx';

// rendered by the server; the picture is drawn by whoever looks at it
export default function Page() {
  return (
    <main>
      <h1>A dog with a ball</h1>
      <Picture />
    </main>
  );
}
