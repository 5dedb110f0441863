using System.Globalization;
using System.Text.Json.Nodes;
using OneLink.Admin.Outbound;

namespace OneLink.Admin.Channels;

/// <summary>What came of a call to a provider.</summary>
internal sealed class ProviderAnswer(OutboundResult result)
{
    public const int Ok = 200;

    /// <summary>HTTP status; 0 where there was no answer.</summary>
    public int Status { get; } = (int?)result.Response?.Status ?? 0;

    /// <summary>Null where it was no JSON object, or not all of it came.</summary>
    public JsonObject? Body { get; } = result.Response is { IsTruncated: false } response ? ProviderJson.Parse(response.Body) : null;

    public string Reason => result.Reason;

    /// <summary>Whether nothing was sent: nobody was there who could have heard it.</summary>
    public bool IsUnsent => result.Failure is OutboundFailure.UrlRefused or OutboundFailure.UnknownHost or OutboundFailure.AddressRefused
        or OutboundFailure.ConnectionFailed or OutboundFailure.TlsFailed;

    /// <summary><c>Retry-After</c> in seconds, as providers send it.</summary>
    public TimeSpan? RetryAfter => result.Response?.Headers.TryGetValue("Retry-After", out var text) is true
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        ? TimeSpan.FromSeconds(seconds)
        : null;
}
