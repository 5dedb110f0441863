using System.Globalization;
using System.Net.Http.Headers;
using OneLink.Admin.Outbound;

namespace OneLink.Admin.Links.Metadata;

/// <summary>Fetches a page and reads what it says of itself.</summary>
internal sealed class PageFetcher(OutboundClient client)
{
    /// <summary>Some sites put a megabyte of scripts before their metadata; few more.</summary>
    private static readonly OutboundLimits Limits = new()
    {
        Timeout = TimeSpan.FromSeconds(10),
        MaxBodyBytes = 1024 * 1024,
        MaxRedirects = 5,
    };

    private static readonly KeyValuePair<string, string>[] Headers =
    [
        new("User-Agent", "Mozilla/5.0 (compatible; OneLinkBot/1.0; link preview)"),
        new("Accept", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5"),
        new("Accept-Language", "en,*;q=0.5"),
    ];

    /// <returns>The metadata, or why there are none, as the end of a sentence that the field's name begins.</returns>
    public async Task<(PageMetadata? Page, string? Error)> FetchAsync(Uri url, CancellationToken cancellationToken)
    {
        var result = await client.SendAsync(
            new OutboundRequest { Method = HttpMethod.Get, Url = url, Limits = Limits, Headers = Headers }, cancellationToken);
        if (result.Response is not { } response)
        {
            return (null, $"could not be read: {result.Reason}");
        }

        if ((int)response.Status is < 200 or > 299)
        {
            return (null, string.Create(CultureInfo.InvariantCulture, $"could not be read: the server answered {(int)response.Status}."));
        }

        var contentType = response.Headers.GetValueOrDefault("Content-Type");
        var mediaType = MediaTypeHeaderValue.TryParse(contentType, out var type) ? type.MediaType ?? "" : "";
        if (mediaType.StartsWith("image/", StringComparison.OrdinalIgnoreCase))
        {
            return (PageReader.Read("", response.Url) with { Image = response.Url.AbsoluteUri }, null);
        }

        // What says nothing of its type is looked at as a browser would.
        var isText = mediaType.Length == 0 || mediaType.Contains("html", StringComparison.OrdinalIgnoreCase) || mediaType.EndsWith("/xml", StringComparison.OrdinalIgnoreCase);
        return (PageReader.Read(isText ? HtmlText.Decode(response.Body.Span, contentType) : "", response.Url), null);
    }
}
