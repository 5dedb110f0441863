using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace OneLink.Admin.Tests.Idempotency;

/// <summary>A JSON body that is sent when the test says so, and tells when it was asked for.</summary>
internal sealed class BlockedContent : HttpContent
{
    private readonly byte[] _json;
    private readonly TaskCompletionSource _begun = new();
    private readonly TaskCompletionSource _released = new();

    public BlockedContent(string json)
    {
        _json = Encoding.UTF8.GetBytes(json);
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    public Task Begun => _begun.Task;

    public void Release() => _released.SetResult();

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        _begun.SetResult();
        await _released.Task;
        await stream.WriteAsync(_json);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
