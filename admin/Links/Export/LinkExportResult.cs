using OneLink.Admin.Domains;

namespace OneLink.Admin.Links.Export;

/// <summary>
/// Writes links page by page: a slow reader holds up the reading, and memory stays flat. A failure in the middle breaks the
/// connection, which no client can take for the end.
/// </summary>
/// <param name="pages">Links in the order in which they are written.</param>
/// <param name="domains">For the names of their domains.</param>
/// <param name="accountId">Whose links they are.</param>
/// <param name="format">Of the answer.</param>
internal sealed class LinkExportResult(
    IAsyncEnumerable<IReadOnlyList<StoredLink>> pages, DomainRepository domains, long accountId, ILinkFormat format) : IResult
{
    /// <summary>Bytes between two flushes, in which a slow reader holds up the writing.</summary>
    private const int FlushEvery = 32 * 1024;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var cancellationToken = httpContext.RequestAborted;
        await using var page = pages.GetAsyncEnumerator(cancellationToken);

        // Read before the answer starts, so that a database that cannot be read is still a proper problem.
        var more = await page.MoveNextAsync();
        var response = httpContext.Response;
        response.ContentType = format.ContentType;
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentDisposition = $"attachment; filename=\"{format.FileName}\"";
        var output = response.BodyWriter;
        format.WriteStart(output);
        for (; more; more = await page.MoveNextAsync())
        {
            // Behind each page, because a link may meanwhile be on a domain that is new.
            var known = await domains.OfAccountAsync(accountId, cancellationToken);
            foreach (var link in page.Current)
            {
                format.WriteLink(output, LinkResponse.From(link, known.ById(link.DomainId)));
                if (output.UnflushedBytes >= FlushEvery)
                {
                    await output.FlushAsync(cancellationToken);
                }
            }
        }

        await output.FlushAsync(cancellationToken);
    }
}
