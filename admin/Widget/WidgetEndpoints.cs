using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Dashboard;
using OneLink.Admin.Database;
using OneLink.Admin.Files;
using OneLink.Admin.Links;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Widget;

/// <summary>The script that shows a chat on other sites' pages, and the pictures of the link cards in it.</summary>
internal static class WidgetEndpoints
{
    public const string ScriptPath = "/widget.js";

    /// <summary>As the dashboard's build names it (admin/Dashboard/web/widget).</summary>
    private const string ScriptFile = "widget.js";

    /// <summary>
    /// Its address stands in pages that nobody changes, so it cannot tell what it holds: for an hour no browser asks again, for a
    /// week more it shows the old one while it asks, and hears 304 where nothing is new.
    /// </summary>
    private const string ScriptCaching = "public, max-age=3600, stale-while-revalidate=604800";

    /// <summary>The address names the link's revision.</summary>
    private const string PictureCaching = "public, max-age=86400, immutable";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var widget = routes.MapGroup("").ExcludeFromDescription();
        widget.MapGet(ScriptPath, Script);
        widget.MapGet("/widget/style.css", Styles);
        widget.MapGet("/widget/{language}.json", Language);
        widget.MapGet(FileLinks.CardPicturePath + "/{name}", Picture);
    }

    internal static Results<DashboardResult, ProblemResult> Script(HttpContext context, DashboardFiles files) => ForAnyPage(context, files, ScriptFile);

    internal static Results<DashboardResult, ProblemResult> Styles(HttpContext context, DashboardFiles files) => ForAnyPage(context, files, "widget/style.css");

    /// <summary>What the widget says, in a language that is not English.</summary>
    internal static Results<DashboardResult, ProblemResult> Language(HttpContext context, string language, DashboardFiles files)
        => ForAnyPage(context, files, $"widget/{language}.json");

    private static Results<DashboardResult, ProblemResult> ForAnyPage(HttpContext context, DashboardFiles files, string name)
    {
        // Pages that ask with `crossorigin`, for an integrity check say, may read it, and so may isolated ones.
        context.Response.Headers.AccessControlAllowOrigin = "*";
        context.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        return files.Find(name) is { } file
            ? new DashboardResult(file, caching: ScriptCaching)
            : new ProblemResult(KnownProblems.NotFound(files.Any ? $"There is nothing at {context.Request.Path}." : "This admin was built without the widget; ./onelink up builds both."));
    }

    internal static async Task<Results<FileContentHttpResult, NotFound>> Picture(
        HttpContext context, string name, string? expires, string? signature, FileLinks addresses, IDatabase database, LinkCardPictures pictures, TimeProvider clock)
    {
        var key = Path.GetFileNameWithoutExtension(name);
        if (!addresses.Admits(FileLinks.CardPictureKey(key), expires, signature)
            || key.Split('-', 2) is not [var idText, _] || !LinkId.TryParse(idText, out var id)
            || (await database.ReadAsync(connection => LinkRepository.ByIdsAsync(connection, transaction: null, [id.Value]), context.RequestAborted)) is not [var link]
            || !LinkCards.IsShown(link, clock.GetUtcNow()) || !string.Equals(LinkCards.PictureName(link), key, StringComparison.Ordinal)
            || link.Content.Brand.ImageUrl is not { } url
            || await pictures.FindAsync(url, context.RequestAborted) is not { } picture)
        {
            return TypedResults.NotFound();
        }

        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = PictureCaching;
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        return TypedResults.Bytes(picture, Thumbnailer.ContentType);
    }
}
