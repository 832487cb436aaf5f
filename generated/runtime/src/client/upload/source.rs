//! Sources of uploads: bytes in memory, and readers that can seek, such as files.

use std::fmt;
use std::io::{self, SeekFrom};

use bytes::Bytes;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncSeek, AsyncSeekExt};

use crate::client::transport::BoxFuture;

/// Bytes that can be read from any place, since a session may ask for some again.
pub trait UploadSource: Send + 'static {
    /// Number of all bytes.
    fn size(&self) -> u64;
    /// The `count` bytes from `offset` on, which are within the size. Fewer are an error.
    fn read(&mut self, offset: u64, count: usize) -> BoxFuture<'_, io::Result<Bytes>>;
}

impl UploadSource for Bytes {
    fn size(&self) -> u64 {
        self.len() as u64
    }

    fn read(&mut self, offset: u64, count: usize) -> BoxFuture<'_, io::Result<Bytes>> {
        piece_in_memory(part(self.len(), offset, count).map(|part| self.slice(part)))
    }
}

impl UploadSource for Vec<u8> {
    fn size(&self) -> u64 {
        self.len() as u64
    }

    /// The bytes of a piece are copied; [`Bytes`] does without that.
    fn read(&mut self, offset: u64, count: usize) -> BoxFuture<'_, io::Result<Bytes>> {
        let piece = part(self.len(), offset, count).and_then(|part| self.get(part));
        piece_in_memory(piece.map(Bytes::copy_from_slice))
    }
}

impl UploadSource for &'static [u8] {
    fn size(&self) -> u64 {
        self.len() as u64
    }

    fn read(&mut self, offset: u64, count: usize) -> BoxFuture<'_, io::Result<Bytes>> {
        let piece = part(self.len(), offset, count).and_then(|part| self.get(part));
        piece_in_memory(piece.map(Bytes::from_static))
    }
}

/// The place of `count` bytes from `offset` on, where there are as many.
fn part(size: usize, offset: u64, count: usize) -> Option<std::ops::Range<usize>> {
    let offset = usize::try_from(offset).ok()?;
    let end = offset.checked_add(count).filter(|end| *end <= size)?;
    Some(offset..end)
}

/// A piece that is at hand; `None` where there are not as many bytes.
fn piece_in_memory(piece: Option<Bytes>) -> BoxFuture<'static, io::Result<Bytes>> {
    let piece = piece.ok_or_else(|| io::ErrorKind::UnexpectedEof.into());
    Box::pin(std::future::ready(piece))
}

/// A file, or another reader that can seek, as a source. One piece at a time is in memory.
pub struct SeekSource<R> {
    reader: R,
    size: u64,
}

impl<R: AsyncRead + AsyncSeek + Send + Unpin + 'static> SeekSource<R> {
    /// A source that reads from the reader, from its beginning to its end.
    ///
    /// # Errors
    /// When the reader cannot tell its size.
    pub async fn new(mut reader: R) -> io::Result<Self> {
        let size = reader.seek(SeekFrom::End(0)).await?;
        Ok(Self { reader, size })
    }
}

impl<R: AsyncRead + AsyncSeek + Send + Unpin + 'static> UploadSource for SeekSource<R> {
    fn size(&self) -> u64 {
        self.size
    }

    fn read(&mut self, offset: u64, count: usize) -> BoxFuture<'_, io::Result<Bytes>> {
        Box::pin(async move {
            self.reader.seek(SeekFrom::Start(offset)).await?;
            let mut piece = vec![0; count];
            self.reader.read_exact(&mut piece).await?;
            Ok(piece.into())
        })
    }
}

impl<R> fmt::Debug for SeekSource<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SeekSource({} bytes)", self.size)
    }
}
