using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using OneLink.Admin.Access.ApiKeys;
using OneLink.Admin.Access.EdgeTokens;

namespace OneLink.Admin.Access;

internal static class AccessServices
{
    private static readonly AuthorizationPolicy Edge = new AuthorizationPolicyBuilder(EdgeTokenHandler.SchemeName).RequireAuthenticatedUser().Build();

    public static void AddAccess(this IServiceCollection services)
    {
        services.AddSingleton<ApiKeyRepository>();
        services.AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.SchemeName, configureOptions: null)
            .AddScheme<AuthenticationSchemeOptions, EdgeTokenHandler>(EdgeTokenHandler.SchemeName, configureOptions: null);
        services.AddAuthorization();
    }

    public static void UseAccess(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseAuthorization();
    }

    /// <summary>Asks for an API key with <paramref name="scope"/>: 401 without a key, 403 naming the scope without it.</summary>
    public static TBuilder RequireScope<TBuilder>(this TBuilder endpoints, string scope)
        where TBuilder : IEndpointConventionBuilder
        => endpoints
            .RequireAuthorization(new AuthorizationPolicyBuilder(ApiKeyHandler.SchemeName)
                .RequireAuthenticatedUser()
                .RequireClaim(ApiKeyHandler.ScopeClaim, scope)
                .Build())
            .WithMetadata(new RequiredScope(scope));

    /// <summary>Asks for the edge token.</summary>
    public static TBuilder RequireEdgeToken<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder
        => endpoints.RequireAuthorization(Edge);

    public static void MapKeys(this IEndpointRouteBuilder routes) => ApiKeyEndpoints.Map(routes);
}
