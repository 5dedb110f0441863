using System.Globalization;
using OneLink.Admin.Outbound;

namespace OneLink.Admin.Links.Qr;

/// <summary>Draws QR codes as PNG, with the logo that somebody names fetched and drawn in.</summary>
internal sealed class QrPictures(OutboundClient client) : IDisposable
{
    private const int MaxLogoBytes = 1024 * 1024;

    private static readonly OutboundLimits Limits = new()
    {
        Timeout = TimeSpan.FromSeconds(10),
        MaxBodyBytes = MaxLogoBytes,
        MaxRedirects = 5,
    };

    private static readonly KeyValuePair<string, string>[] Headers =
    [
        new("User-Agent", "Mozilla/5.0 (compatible; OneLinkBot/1.0; QR code)"),
        new("Accept", "image/png,image/webp,image/jpeg,image/gif;q=0.9,*/*;q=0.1"),
    ];

    /// <summary>Logos are decoded one after the other: memory is bounded, whoever asks at the same time.</summary>
    private readonly SemaphoreSlim _turn = new(1);

    /// <returns>The picture, or what is wrong with the logo, as the end of a sentence that the field's name begins.</returns>
    public async Task<(byte[]? Png, string? Error)> DrawAsync(QrModules modules, QrOptions options, CancellationToken cancellationToken)
    {
        if (options.LogoUrl is null)
        {
            return (QrPng.Write(modules, options), null);
        }

        if (!Uri.TryCreate(options.LogoUrl, UriKind.Absolute, out var url))
        {
            return (null, "must be a URL that can be fetched.");
        }

        var (logo, error) = await FetchAsync(url, cancellationToken);
        if (error is not null)
        {
            return (null, error);
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            var side = (float)(QrPng.Scale(modules, options.Size) * modules.Count * QrLogo.Part);
            return await Task.Run(() => QrLogo.Draw(QrPng.Write(modules, options), side, logo), cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<(ReadOnlyMemory<byte> Logo, string? Error)> FetchAsync(Uri url, CancellationToken cancellationToken)
    {
        var result = await client.SendAsync(new OutboundRequest { Method = HttpMethod.Get, Url = url, Limits = Limits, Headers = Headers }, cancellationToken);
        return result.Response switch
        {
            null => (default, $"could not be read: {result.Reason}"),
            { Status: var status } when (int)status is < 200 or > 299 => (default, string.Create(CultureInfo.InvariantCulture, $"could not be read: the server answered {(int)status}.")),
            { IsTruncated: true } => (default, string.Create(CultureInfo.InvariantCulture, $"is larger than {MaxLogoBytes} bytes.")),
            var response => (response.Body, null),
        };
    }
}
