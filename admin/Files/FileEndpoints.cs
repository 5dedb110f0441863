using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using OneLink.Admin.Jobs;

namespace OneLink.Admin.Files;

/// <summary>
/// Gives files out, by address alone. They are strangers' bytes on our host: only pictures and recordings are shown in
/// place, everything else is saved; no browser guesses another type, runs anything in it or lets it see this host.
/// </summary>
internal static class FileEndpoints
{
    /// <summary>An address ends before this does, and bytes under a key never change.</summary>
    private const string CacheControl = "private, max-age=3600, immutable";

    private const string AvatarCacheControl = "public, max-age=86400, immutable";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var files = routes.MapGroup(FileLinks.Path).ExcludeFromDescription();
        files.MapGet("/{key}/{name}", Show);
        files.MapGet("/jobs/{accountId:long}/{name}", ShowResult);
        routes.MapGet(FileLinks.AvatarPath + "/{key}", ShowAvatar).ExcludeFromDescription();
    }

    internal static async Task<Results<FileStreamHttpResult, NotFound>> Show(
        HttpContext context, string key, string? expires, string? signature, FileLinks links, FileRepository files, IFileStorage storage)
    {
        if (!links.Admits(key, expires, signature))
        {
            return TypedResults.NotFound();
        }

        var suffix = key.IndexOf('-', StringComparison.Ordinal);
        return await files.FindByKeyAsync(suffix < 0 ? key : key[..suffix], context.RequestAborted) is { } file
            && await storage.OpenAsync(key, context.RequestAborted) is { } content
                ? Answer(context, content, suffix < 0 ? file.ContentType : Thumbnailer.ContentType, file.Name, CacheControl)
                : TypedResults.NotFound();
    }

    /// <summary>What a job has written so far.</summary>
    internal static async Task<Results<JobResultResult, NotFound>> ShowResult(
        HttpContext context, long accountId, string name, string? expires, string? signature, FileLinks links, JobStore jobs, JobFiles files)
    {
        var id = Path.GetFileNameWithoutExtension(name);
        return links.Admits(FileLinks.ResultKey(accountId, id), expires, signature) && await jobs.FindAsync(accountId, id, context.RequestAborted) is { } job
            ? new JobResultResult(job, files)
            : TypedResults.NotFound();
    }

    /// <summary>Of a file that is an avatar its thumbnail; the key alone shows nothing else.</summary>
    internal static async Task<Results<FileStreamHttpResult, NotFound>> ShowAvatar(HttpContext context, string key, FileRepository files, IFileStorage storage)
        => await files.FindAvatarAsync(key, context.RequestAborted) is { ThumbnailKey: { } thumbnail } file
            && await storage.OpenAsync(thumbnail, context.RequestAborted) is { } content
                ? Answer(context, content, Thumbnailer.ContentType, file.Name, AvatarCacheControl)
                : TypedResults.NotFound();

    private static FileStreamHttpResult Answer(HttpContext context, Stream content, string contentType, string name, string cacheControl)
    {
        var isShown = FileContent.KindOf(contentType) is not "file";
        var disposition = new ContentDispositionHeaderValue(isShown ? "inline" : "attachment");
        disposition.SetHttpFileName(isShown && contentType == Thumbnailer.ContentType ? Path.ChangeExtension(name, ".webp") : name);
        var headers = context.Response.Headers;
        headers.ContentDisposition = disposition.ToString();
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.CacheControl = cacheControl;
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        headers["Referrer-Policy"] = "no-referrer";
        return TypedResults.Stream(content, contentType, enableRangeProcessing: true);
    }
}
