using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Access;
using OneLink.Admin.OpenApi;
using OneLink.Admin.Problems;
using OneLink.Shared.Links;

namespace OneLink.Admin.DeepLinks;

/// <summary><c>GET /deeplinks/suggest?url=</c>: what opens a well-known web address in its app.</summary>
internal static class DeepLinkServices
{
    public static void AddDeepLinks(this IServiceCollection services) => services.AddSingleton<KnownApps>();

    public static void MapDeepLinks(this IEndpointRouteBuilder routes)
        => routes.MapGroup("/deeplinks").WithTags("Deep links").MapGet("/suggest", Suggest).Describe(DeepLinkOperation.Suggest).RequireScope(Scope.LinksRead);

    internal static Results<JsonHttpResult<DeepLinkSuggestion>, ProblemResult> Suggest(HttpContext context, KnownApps apps)
    {
        var errors = new FieldErrors();
        var text = context.Request.Query["url"].ToString();
        if (text.Length == 0)
        {
            errors.Add("url", "is required: a web address such as https://www.instagram.com/nasa/.");
        }
        else if (!DestinationUrl.TryNormalize(text, out var url, out var error) || !Uri.TryCreate(url, UriKind.Absolute, out var address))
        {
            errors.Add("url", error ?? "must be an absolute http or https URL.");
        }
        else
        {
            var suggestion = apps.Suggest(address) ?? new DeepLinkSuggestion { Url = address.AbsoluteUri };
            return TypedResults.Json(suggestion, DeepLinkJson.Relaxed.DeepLinkSuggestion);
        }

        return new ProblemResult(KnownProblems.InvalidFields(errors));
    }
}
