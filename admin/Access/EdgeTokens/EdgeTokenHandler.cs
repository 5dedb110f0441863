using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using OneLink.Admin.Edges;
using OneLink.Admin.Hosting;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Access.EdgeTokens;

/// <summary>Authenticates an edge by its bearer token: one of its own, or the one that all of them share with admin.</summary>
internal sealed class EdgeTokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    EdgeRepository edges,
    AdminSettings settings) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "EdgeToken";
    private const string BearerPrefix = "Bearer ";

    private readonly byte[] _shared = SecretHash.Of(settings.EdgeToken);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization;
        if (header.Count != 1 || !header[0]!.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        // Hashes are of one length, whatever was sent, so that the comparison tells nothing about the token's.
        var given = SecretHash.Of(header[0]![BearerPrefix.Length..].Trim());
        var edge = SecretHash.Matches(_shared, given)
            ? await edges.FindAsync(Edge.Default, Context.RequestAborted)
            : await edges.FindByTokenAsync(given, Context.RequestAborted);
        if (edge is not { RevokedAt: null })
        {
            return AuthenticateResult.Fail("Wrong edge token.");
        }

        Context.Features.Set(edge);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(SchemeName)), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer realm=\"OneLink edges\"";
        return new ProblemResult(KnownProblems.Unauthorized("Send the token of an edge that was not revoked as a bearer token.")).ExecuteAsync(Context);
    }
}
