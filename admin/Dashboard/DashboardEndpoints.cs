using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Accounts;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Dashboard;

/// <summary>
/// The dashboard's pages, all below <c>/app/</c>: the rest of the paths is the APIs'. A browser that opens the root is led
/// there; a program that asks for it hears 404, as for every path that is not.
/// </summary>
internal static class DashboardEndpoints
{
    public const string Root = "/app/";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").ExcludeFromDescription();
        pages.MapGet("/", Enter);
        pages.MapGet("/app/{**path}", Get);
    }

    internal static Results<RedirectHttpResult, ProblemResult> Enter(HttpContext context)
    {
        // Else a cache would answer programs by what browsers are told.
        context.Response.Headers.Vary = "Accept";
        return IsNavigation(context.Request) ? TypedResults.Redirect(Root) : new ProblemResult(NotFound(context));
    }

    internal static async Task<Results<DashboardResult, RedirectHttpResult, ProblemResult>> Get(
        HttpContext context, DashboardFiles files, AccountRepository accounts, string? path = null)
    {
        if (context.Request.Path.Value is "/app")
        {
            return TypedResults.Redirect(Root);
        }

        var name = path ?? "";
        if (name.Length > 0 && files.Find(name) is { } file)
        {
            return new DashboardResult(file);
        }

        // A page of the app has no file: the index reads the address.
        if (!IsNavigation(context.Request) || DashboardFiles.IsAsset(name) || files.Find(DashboardFiles.Index) is not { } index)
        {
            return new ProblemResult(files.Any ? NotFound(context) : KnownProblems.NotFound("This admin was built without the dashboard; ./onelink up builds both."));
        }

        return EmbeddedPages.AccountOf(name) is { } accountId
            ? new DashboardResult(index, await EmbeddedPages.AncestorsAsync(accountId, accounts, context.RequestAborted))
            : new DashboardResult(index);
    }

    private static bool IsNavigation(HttpRequest request)
        => request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static Problem NotFound(HttpContext context) => KnownProblems.NotFound($"There is nothing at {context.Request.Path}.");
}
