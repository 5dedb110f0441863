using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace OneLink.Admin.Tests.Idempotency;

/// <summary>A JSON body of which the first byte has been sent, and the rest when the test says so.</summary>
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
        await stream.WriteAsync(_json.AsMemory(0, 1));
        await stream.FlushAsync();
        _begun.SetResult();
        await _released.Task;
        await stream.WriteAsync(_json.AsMemory(1));
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
