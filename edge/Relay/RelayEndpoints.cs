using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using OneLink.Edge.Feed;
using OneLink.Shared.Feed;

namespace OneLink.Edge.Relay;

/// <summary>The calls of the feed (docs/formats/feed.md) as a relay answers them.</summary>
internal sealed class RelayEndpoints(RelayOptions options, RelayFeed feed, RelayReports reports, RelayLimits limits, EdgeInstance instance)
{
    private const int MaxReportBytes = 1024 * 1024;

    private readonly byte[] _expected = SHA256.HashData(Encoding.UTF8.GetBytes("Bearer " + options.Token));

    /// <summary>Answers one request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="stopping">Ends the streams.</param>
    public async Task HandleAsync(HttpContext context, CancellationToken stopping)
    {
        if (!CryptographicOperations.FixedTimeEquals(_expected, SHA256.HashData(Encoding.UTF8.GetBytes(context.Request.Headers.Authorization.ToString()))))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer realm=\"OneLink edges\"";
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            int? status = (context.Request.Method, context.Request.Path.Value) switch
            {
                ("GET", "/internal/feed") => await FollowAsync(context, ending.Token),
                ("GET", "/internal/feed/snapshot") => await SnapshotAsync(context, ending.Token),
                ("POST", "/internal/feed/reports") => await ReportAsync(context, ending.Token),
                ("POST", "/internal/feed/limits") => await limits.PassOnAsync(context, ending.Token),
                _ => StatusCodes.Status404NotFound,
            };
            if (status is { } given)
            {
                context.Response.StatusCode = given;
            }
        }
        catch (OperationCanceledException)
        {
            // Without its end nobody can take a part for the whole.
            context.Abort();
        }
    }

    /// <returns>The status; null where the answer was a stream.</returns>
    private async Task<int?> FollowAsync(HttpContext context, CancellationToken ending)
    {
        if (!TryRead(context, "after", NumberStyles.None, out ulong after))
        {
            return StatusCodes.Status400BadRequest;
        }

        if (Refusal(context) is { } refusal)
        {
            return refusal;
        }

        if (!Carries(context) || !feed.Reaches(after))
        {
            return StatusCodes.Status410Gone;
        }

        context.Response.ContentType = FeedFormat.ContentType;
        await feed.FollowAsync(context.Response.BodyWriter, after, ending);
        return null;
    }

    /// <inheritdoc cref="FollowAsync"/>
    private async Task<int?> SnapshotAsync(HttpContext context, CancellationToken ending)
    {
        if (!TryRead(context, "sequence", NumberStyles.None, out ulong sequence)
            || !TryRead(context, "place", NumberStyles.None, out ulong place)
            || !TryRead(context, "origin", NumberStyles.AllowHexSpecifier, out ulong origin))
        {
            return StatusCodes.Status400BadRequest;
        }

        if (Refusal(context) is { } refusal)
        {
            return refusal;
        }

        bool goesOn = context.Request.Query.ContainsKey("place");
        if (goesOn && !(Carries(context) && feed.CanGoOn(origin, sequence)))
        {
            return StatusCodes.Status410Gone;
        }

        context.Response.ContentType = FeedFormat.ContentType;
        if (!await feed.WriteSnapshotAsync(context.Response.BodyWriter, goesOn ? (sequence, place) : null, ending))
        {
            context.Abort();
        }

        return null;
    }

    private async Task<int> ReportAsync(HttpContext context, CancellationToken ending)
    {
        if (context.Request.ContentLength is not (> 0 and <= MaxReportBytes))
        {
            return StatusCodes.Status400BadRequest;
        }

        byte[] body = new byte[(int)context.Request.ContentLength.Value];
        await context.Request.Body.ReadExactlyAsync(body, ending);
        try
        {
            reports.Note(EdgeReports.Parser.ParseFrom(body), context.Connection.RemoteIpAddress?.ToString() ?? "", instance.Host);
            return StatusCodes.Status204NoContent;
        }
        catch (InvalidProtocolBufferException)
        {
            return StatusCodes.Status400BadRequest;
        }
    }

    /// <summary>Why nothing can be had now, or ever: this edge has no whole set of links, or those of other accounts than are asked for.</summary>
    private int? Refusal(HttpContext context)
        => !FeedScope.TryParse(context.Request.Query["accounts"], out FeedScope? asked) ? StatusCodes.Status400BadRequest
            : !feed.IsWhole ? StatusCodes.Status503ServiceUnavailable
            : !asked.IsAll && asked.Fingerprint != feed.Scope ? StatusCodes.Status403Forbidden
            : null;

    private bool Carries(HttpContext context) => TryRead(context, "scope", NumberStyles.AllowHexSpecifier, out ulong scope) && scope == feed.Scope;

    private static bool TryRead(HttpContext context, string name, NumberStyles style, out ulong value)
    {
        string text = context.Request.Query[name].ToString();
        value = 0;
        return text.Length == 0 || ulong.TryParse(text, style, CultureInfo.InvariantCulture, out value);
    }
}
