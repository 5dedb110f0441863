using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using OneLink.Admin.Access.AccessTokens;
using OneLink.Admin.Access.ApiKeys;
using OneLink.Admin.Access.ContactTokens;
using OneLink.Admin.Access.EdgeTokens;
using OneLink.Admin.Access.IntegrationKeys;
using OneLink.Admin.Idempotency;
using OneLink.Admin.Sessions;

namespace OneLink.Admin.Access;

internal static class AccessServices
{
    private static readonly AuthorizationPolicy Edge = new AuthorizationPolicyBuilder(EdgeTokenHandler.SchemeName).RequireAuthenticatedUser().Build();

    public static void AddAccess(this IServiceCollection services)
    {
        services.AddSingleton<ApiKeyRepository>();
        services.AddSingleton<TokenSeal>();
        services.AddSingleton<AccessTokenRepository>();
        services.AddHostedService<TokenSealer>();
        services.AddSingleton<IntegrationKeyRepository>();
        services.AddSingleton<IntegrationKeyChanges>();
        services.AddSingleton<ContactTokenIssuer>();
        services.AddSingleton<KeyUses>();
        services.AddHostedService<KeyUseWriter>();

        // The core alone: the full registration brings data protection with it, and keys on disk for cookies we do not set.
        services.AddAuthenticationCore(schemes =>
        {
            schemes.AddScheme<ApiKeyHandler>(ApiKeyHandler.SchemeName, displayName: null);
            schemes.AddScheme<SessionHandler>(SessionHandler.SchemeName, displayName: null);
            schemes.AddScheme<PolicySchemeHandler>(CallerScheme.Name, displayName: null);
            schemes.AddScheme<EdgeTokenHandler>(EdgeTokenHandler.SchemeName, displayName: null);
        });
        services.Configure<PolicySchemeOptions>(CallerScheme.Name, static scheme => scheme.ForwardDefaultSelector = CallerScheme.Of);
        services.AddTransient<ApiKeyHandler>();
        services.AddTransient<SessionHandler>();
        services.AddTransient<PolicySchemeHandler>();
        services.AddTransient<EdgeTokenHandler>();
        services.AddSingleton(UrlEncoder.Default);
        services.AddAuthorization();
    }

    public static void UseAccess(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseAuthorization();
    }

    /// <summary>
    /// Asks for an API key, or a session's cookie, with <paramref name="scope"/>: 401 without either, 403 naming the scope
    /// without it. A POST there may carry an <c>Idempotency-Key</c>.
    /// </summary>
    public static TBuilder RequireScope<TBuilder>(this TBuilder endpoints, string scope)
        where TBuilder : IEndpointConventionBuilder
        => endpoints
            .RequireAuthorization(new AuthorizationPolicyBuilder(CallerScheme.Name)
                .RequireAuthenticatedUser()
                .RequireClaim(ApiKeyHandler.ScopeClaim, scope)
                .Build())
            .WithMetadata(new RequiredScope(scope))
            .AddEndpointFilter<TBuilder, IdempotencyFilter>();

    /// <summary>Asks for the edge token.</summary>
    public static TBuilder RequireEdgeToken<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder
        => endpoints.RequireAuthorization(Edge);

    public static void MapKeys(this IEndpointRouteBuilder routes) => ApiKeyEndpoints.Map(routes);
}
