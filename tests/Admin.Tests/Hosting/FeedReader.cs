using System.Net;
using OneLink.Shared.Feed;

namespace OneLink.Admin.Tests.Hosting;

/// <summary>Reads frames as an edge would.</summary>
internal sealed class FeedReader(HttpResponseMessage response, Stream stream) : IDisposable
{
    public static async Task<FeedReader> OpenAsync(HttpClient edge, long after)
    {
        var response = await edge.GetAsync(new Uri($"/internal/feed?after={after}", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return new FeedReader(response, await response.Content.ReadAsStreamAsync());
    }

    public static async Task<IReadOnlyList<FeedFrame>> ReadAllAsync(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(FeedFormat.ContentType, response.Content.Headers.ContentType!.MediaType);
        using var stream = new MemoryStream(await response.Content.ReadAsByteArrayAsync());
        var frames = new List<FeedFrame>();
        while (stream.Position < stream.Length)
        {
            frames.Add(FeedFrame.Parser.ParseDelimitedFrom(stream));
        }

        return frames;
    }

    public async Task<FeedFrame> NextAsync()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var length = 0;
        var shift = 0;
        var one = new byte[1];
        do
        {
            await stream.ReadExactlyAsync(one, timeout.Token);
            length |= (one[0] & 0x7F) << shift;
            shift += 7;
        }
        while ((one[0] & 0x80) != 0);

        var frame = new byte[length];
        await stream.ReadExactlyAsync(frame, timeout.Token);
        return FeedFrame.Parser.ParseFrom(frame);
    }

    /// <summary>The next frame of that kind; others are skipped.</summary>
    public async Task<FeedFrame> NextAsync(FeedFrame.FrameOneofCase kind)
    {
        while (true)
        {
            var frame = await NextAsync();
            if (frame.FrameCase == kind)
            {
                return frame;
            }
        }
    }

    public void Dispose()
    {
        stream.Dispose();
        response.Dispose();
    }
}
