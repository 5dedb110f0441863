using System.Net;
using System.Runtime.CompilerServices;
using OneLink.Client.Http;
using OneLink.Client.Jobs;
using OneLink.Client.Json;

namespace OneLink.Client.Links;

/// <summary>Links: one, lists, and links by the thousand. A link is named by slug, <c>lnk_…</c>, or <c>ext_</c> and your own id.</summary>
public sealed class LinksClient
{
    private const string Root = "/links";

    /// <summary>Links of a stream that are sent together: a second's work for the server, and small enough to be sent again.</summary>
    private const int Piece = 1_000;

    private readonly ApiConnection _connection;

    internal LinksClient(ApiConnection connection) => _connection = connection;

    /// <param name="link">The link to make.</param>
    /// <param name="existing">What is done with one that is there already; <see cref="Link.IsNew"/> tells which it was.</param>
    /// <param name="ifMatch"><see cref="Link.ETag"/> of the state that may be updated; null for any.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<Link> CreateAsync(
        LinkInput link, ExistingLinks existing = ExistingLinks.LeftAlone, string? ifMatch = null, CancellationToken cancellationToken = default)
        => LinkAsync(ApiCall.Post(PathOf(existing), link, ClientJson.Default.LinkInput) with { IfMatch = ifMatch }, cancellationToken);

    /// <param name="links">At most 10,000.</param>
    /// <param name="atomic">Whether one refusal stores nothing of the bulk: then it is an <see cref="Problems.InvalidFieldsException"/>.</param>
    /// <param name="existing">What is done with those that are there already.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<BulkResults> CreateAsync(
        IReadOnlyList<LinkInput> links, bool atomic = false, ExistingLinks existing = ExistingLinks.LeftAlone, CancellationToken cancellationToken = default)
        => _connection.SendAsync(
            ApiCall.Post(PathOf(existing), new BulkCreation(links, atomic), ClientJson.Default.BulkCreation), ClientJson.Default.BulkResults, cancellationToken);

    /// <summary>
    /// Creates links of any number while they are made, and gives what became of each, in order. Memory stays flat on both
    /// sides.
    /// </summary>
    /// <remarks>
    /// Sent in pieces of a thousand, each of which can be sent again after a failure without making links twice. One request
    /// for all would stall: .NET reads no answer of HTTP/1.1 before it has sent the whole request, and the server waits for
    /// its answers to be read.
    /// </remarks>
    public async IAsyncEnumerable<BulkItem> CreateAsync(
        IAsyncEnumerable<LinkInput> links,
        ExistingLinks existing = ExistingLinks.LeftAlone,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var first = 0L;
        await foreach (var piece in links.Chunk(Piece).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            foreach (var item in (await CreateAsync(piece, atomic: false, existing, cancellationToken).ConfigureAwait(false)).Results)
            {
                yield return item with { Index = first + item.Index };
            }

            first += piece.Length;
        }
    }

    /// <param name="name">Slug, <c>lnk_…</c> or <c>ext_…</c>.</param>
    /// <param name="domain">Where a slug is looked for; null for the account's default domain.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<Link> GetAsync(string name, string? domain = null, CancellationToken cancellationToken = default)
        => LinkAsync(ApiCall.Get(PathOf(name, domain)), cancellationToken);

    /// <param name="name">Slug, <c>lnk_…</c> or <c>ext_…</c>.</param>
    /// <param name="patch">What to change.</param>
    /// <param name="ifMatch"><see cref="Link.ETag"/> of the state that may be changed; null for any.</param>
    /// <param name="domain">Where a slug is looked for; null for the account's default domain.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<Link> UpdateAsync(string name, LinkPatch patch, string? ifMatch = null, string? domain = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(patch);
        return LinkAsync(ApiCall.Patch(PathOf(name, domain), patch.Fields, ClientJson.Default.JsonObject, ifMatch), cancellationToken);
    }

    /// <summary>Makes the link or replaces it as a whole.</summary>
    /// <param name="name">Slug, <c>lnk_…</c> or <c>ext_…</c>.</param>
    /// <param name="link">The whole link.</param>
    /// <param name="ifMatch"><see cref="Link.ETag"/> of the state that may be replaced; null for any.</param>
    /// <param name="domain">Where a slug is looked for; null for the account's default domain.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<Link> PutAsync(string name, LinkInput link, string? ifMatch = null, string? domain = null, CancellationToken cancellationToken = default)
        => LinkAsync(ApiCall.Put(PathOf(name, domain), link, ClientJson.Default.LinkInput, ifMatch), cancellationToken);

    /// <param name="name">Slug, <c>lnk_…</c> or <c>ext_…</c>.</param>
    /// <param name="ifMatch"><see cref="Link.ETag"/> of the state that may be deleted; null for any.</param>
    /// <param name="domain">Where a slug is looked for; null for the account's default domain.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task DeleteAsync(string name, string? ifMatch = null, string? domain = null, CancellationToken cancellationToken = default)
        => _connection.SendAsync(ApiCall.Delete(PathOf(name, domain), ifMatch), cancellationToken);

    /// <summary>Every link that the filter finds, page by page.</summary>
    /// <param name="filter">Null for all.</param>
    /// <param name="sort"><c>-createdAt</c> (the default), <c>slug</c>, <c>-clicks</c>, <c>-lastClickedAt</c> and their reverses.</param>
    /// <param name="pageSize">Links that are fetched together, at most 1,000.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    public IAsyncEnumerable<Link> ListAsync(
        LinkFilter? filter = null, string? sort = null, int? pageSize = null, CancellationToken cancellationToken = default)
        => _connection.ListAsync(
            Root, (filter ?? new LinkFilter()).ToQuery().With("sort", sort).With("limit", pageSize), ClientJson.Default.PageLink, cancellationToken);

    /// <summary>Every link with a text in slug, destination or title.</summary>
    public IAsyncEnumerable<Link> SearchAsync(string text, CancellationToken cancellationToken = default)
        => ListAsync(new LinkFilter { Search = text }, cancellationToken: cancellationToken);

    /// <summary>Changes links alike. A filter that finds more than 10,000 answers with a cursor to go on from.</summary>
    /// <param name="selection">Which links.</param>
    /// <param name="patch">What to change about each.</param>
    /// <param name="cursor"><see cref="BulkResults.NextCursor"/> of the call before; null for the first.</param>
    /// <param name="domain">Where slugs are looked for; null for the account's default domain.</param>
    /// <param name="ifMatch"><see cref="Link.ETag"/> of each state that may be changed, with commas between; null for any.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<BulkResults> BulkUpdateAsync(
        LinkSelection selection, LinkPatch patch, string? cursor = null, string? domain = null, string? ifMatch = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(patch);
        return ChangeAsync("/bulk-update", selection, patch, cursor, domain, ifMatch, cancellationToken);
    }

    /// <summary>Deletes links. A filter that finds more than 10,000 answers with a cursor to go on from.</summary>
    /// <param name="selection">Which links.</param>
    /// <param name="cursor"><see cref="BulkResults.NextCursor"/> of the call before; null for the first.</param>
    /// <param name="domain">Where slugs are looked for; null for the account's default domain.</param>
    /// <param name="ifMatch"><see cref="Link.ETag"/> of each state that may be deleted, with commas between; null for any.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<BulkResults> BulkDeleteAsync(
        LinkSelection selection, string? cursor = null, string? domain = null, string? ifMatch = null, CancellationToken cancellationToken = default)
        => ChangeAsync("/bulk-delete", selection, patch: null, cursor, domain, ifMatch, cancellationToken);

    /// <summary>Sends a file of links, of up to 4 GiB, and answers with the job that imports it.</summary>
    /// <param name="file">Read from where it stands while it is sent, and left open. One that cannot seek is sent once.</param>
    /// <param name="options">Null for CSV whose columns are named like the fields of a link.</param>
    /// <param name="cancellationToken">Gives up sending.</param>
    public Task<Job> ImportAsync(Stream file, ImportOptions? options = null, CancellationToken cancellationToken = default)
    {
        var how = options ?? new ImportOptions();
        return _connection.SendAsync(
            ApiCall.Post($"{Root}/import{how.ToQuery()}", new Upload(file), how.Ndjson ? MediaTypes.Ndjson : MediaTypes.Csv), ClientJson.Default.Job, cancellationToken);
    }

    /// <summary>Every link that the filter finds and that is there now, oldest first, in one answer that is read while it arrives.</summary>
    public async IAsyncEnumerable<Link> ExportAsync(LinkFilter? filter = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var query = (filter ?? new LinkFilter()).ToQuery().With("format", "ndjson");
        using var response = await _connection.OpenAsync(ApiCall.Get($"{Root}/export{query}") with { Accept = MediaTypes.Ndjson }, cancellationToken).ConfigureAwait(false);
        await foreach (var link in Lines.ReadAsync(response, ClientJson.Default.Link, cancellationToken).ConfigureAwait(false))
        {
            yield return link;
        }
    }

    /// <summary>The same as CSV, written while it arrives.</summary>
    public Task ExportCsvAsync(Stream output, LinkFilter? filter = null, CancellationToken cancellationToken = default)
    {
        var query = (filter ?? new LinkFilter()).ToQuery().With("format", "csv");
        return _connection.CopyAsync(ApiCall.Get($"{Root}/export{query}") with { Accept = MediaTypes.Csv }, output, cancellationToken);
    }

    /// <summary>What a page says of itself, to begin a link's <see cref="LinkInput.Brand"/> with.</summary>
    /// <param name="url">At a public address, or a short link of the account, which stands for its destination.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<PageMetadata> ReadMetadataAsync(string url, CancellationToken cancellationToken = default)
        => _connection.SendAsync(
            ApiCall.Post(Root + "/metadata", new PageMetadataRequest(url), ClientJson.Default.PageMetadataRequest), ClientJson.Default.PageMetadata, cancellationToken);

    /// <summary>What the edge would answer to a visit, and why. Changes and counts nothing.</summary>
    public Task<LinkDecision> TestAsync(string name, LinkVisit visit, string? domain = null, CancellationToken cancellationToken = default)
        => _connection.SendAsync(
            ApiCall.Post(PathOf(name, domain, "/test"), visit, ClientJson.Default.LinkVisit), ClientJson.Default.LinkDecision, cancellationToken);

    /// <summary>A QR code of the link, as SVG or PNG.</summary>
    public async Task<byte[]> QrAsync(string name, QrStyle? style = null, string? domain = null, CancellationToken cancellationToken = default)
    {
        var query = (style ?? new QrStyle()).AddTo(Query.Empty.With("domain", domain));
        using var response = await _connection.OpenAsync(ApiCall.Get(PathOf(name) + "/qr" + query) with { Accept = "*/*" }, cancellationToken).ConfigureAwait(false);
        return await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
    }

    internal static string PathOf(string name) => $"{Root}/{Uri.EscapeDataString(name)}";

    private static string PathOf(string name, string? domain, string call = "") => PathOf(name) + call + Query.Empty.With("domain", domain);

    private static string PathOf(ExistingLinks existing) => existing switch
    {
        ExistingLinks.Updated => Root + Query.Empty.With("upsert", true),
        ExistingLinks.Found => Root + Query.Empty.With("findIfExists", true),
        _ => Root,
    };

    private Task<BulkResults> ChangeAsync(
        string call, LinkSelection selection, LinkPatch? patch, string? cursor, string? domain, string? ifMatch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(selection);
        var change = new BulkChange(selection.Ids, selection.Filter, cursor, patch?.Fields);
        return _connection.SendAsync(
            ApiCall.Post(Root + call + Query.Empty.With("domain", domain), change, ClientJson.Default.BulkChange) with { IfMatch = ifMatch },
            ClientJson.Default.BulkResults,
            cancellationToken);
    }

    private async Task<Link> LinkAsync(ApiCall call, CancellationToken cancellationToken)
    {
        using var response = await _connection.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        var link = await ApiConnection.ReadAsync(response, ClientJson.Default.Link, cancellationToken).ConfigureAwait(false);
        return link with { ETag = response.Headers.ETag?.ToString(), IsNew = response.StatusCode == HttpStatusCode.Created };
    }
}
