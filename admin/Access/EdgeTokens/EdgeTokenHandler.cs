using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using OneLink.Admin.Hosting;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Access.EdgeTokens;

/// <summary>Authenticates an edge by the bearer token that it shares with admin.</summary>
internal sealed class EdgeTokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    AdminSettings settings) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "EdgeToken";
    private const string BearerPrefix = "Bearer ";

    private readonly byte[] _expected = SecretHash.Of(settings.EdgeToken);

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization;
        if (header.Count != 1 || !header[0]!.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase))
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        // Hashes are of one length, whatever was sent, so that the comparison tells nothing about the token's.
        var given = SecretHash.Of(header[0]![BearerPrefix.Length..].Trim());
        return Task.FromResult(SecretHash.Matches(_expected, given)
            ? AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(SchemeName)), SchemeName))
            : AuthenticateResult.Fail("Wrong edge token."));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer realm=\"OneLink edges\"";
        return new ProblemResult(KnownProblems.Unauthorized("Send the edge token as a bearer token.")).ExecuteAsync(Context);
    }
}
