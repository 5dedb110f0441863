using System.Net;
using System.Security.Cryptography;
using System.Text;
using OneLink.Admin.Hosting;
using OneLink.Admin.Problems;
using OneLink.Shared.Links;

namespace OneLink.Admin.Domains;

/// <summary>
/// <c>GET /internal/tls/ask?domain=</c>: whether a proxy may get a certificate for a host, as Caddy's on-demand TLS asks.
/// Answered from memory: it is asked in the middle of a stranger's handshake.
/// </summary>
internal static class AskEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/internal/tls/ask", Ask).ExcludeFromDescription();

    internal static IResult Ask(HttpContext context, InstallationHosts hosts, AdminSettings settings)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!MayAsk(context, settings.AskToken))
        {
            return new ProblemResult(KnownProblems.Unauthorized("From another machine, or through a proxy, add the token of ONELINK_ASK_TOKEN: ?token=…"));
        }

        // Only names: no authority gives out certificates for addresses, and none are served under https by a domain with a port.
        return HostName.TryNormalize(context.Request.Query["domain"].ToString(), out var host, out _)
            && hosts.Find(host) is { IsServed: not 0, OwnPort: 0 } && !IPAddress.TryParse(host, out _)
                ? TypedResults.Ok()
                : TypedResults.NotFound();
    }

    /// <summary>The machine's own processes, and who has the token. What a proxy passes on comes from loopback as well.</summary>
    private static bool MayAsk(HttpContext context, string token)
    {
        var given = context.Request.Query["token"].ToString();
        if (token.Length > 0 && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(token)))
        {
            return true;
        }

        return context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
            && !context.Request.Headers.ContainsKey("X-Forwarded-For") && !context.Request.Headers.ContainsKey("Forwarded");
    }
}
