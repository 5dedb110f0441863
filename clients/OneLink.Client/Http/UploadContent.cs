using System.Net;

namespace OneLink.Client.Http;

/// <summary>A body that is read from a stream while it is sent, and leaves the stream open.</summary>
/// <param name="upload">Where it comes from.</param>
/// <param name="sent">Told when all of it is sent.</param>
internal sealed class UploadContent(Upload upload, Action sent) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await upload.CopyToAsync(stream, cancellationToken).ConfigureAwait(false);
        sent();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = upload.Length ?? 0;
        return upload.Length is not null;
    }
}
