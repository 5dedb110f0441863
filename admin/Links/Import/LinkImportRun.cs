using System.Globalization;
using OneLink.Admin.Database;
using OneLink.Admin.Domains;
using OneLink.Admin.Jobs;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Links.Import;

/// <summary>
/// An import under way: some rows are read, then stored, counted and told of in one transaction. A dry run takes the rows
/// back and has only the counting committed; after a crash it begins again, as it has left nothing.
/// </summary>
internal sealed class LinkImportRun : IJobRun
{
    /// <summary>Rows of a transaction: enough to pay for it, few enough that other writers get their turn.</summary>
    private const int MaxRows = 500;

    /// <summary>The same for large rows, in bytes of the file.</summary>
    private const long MaxBytes = 4 * 1024 * 1024;

    private static readonly string[] Header = ["row", "result", "id", "shortUrl", "reason"];

    private readonly ImportOptions _options;
    private readonly IDatabase _database;
    private readonly LinkWriter _links;
    private readonly DomainRepository _domains;
    private readonly JobResultFile _result;
    private readonly string _input;
    private readonly ImportSeen? _seen;
    private IImportRows? _rows;

    /// <summary>As committed last.</summary>
    private Job _job;

    /// <summary>From what the next step counts on: <see cref="_job"/>, or nothing for a dry run that begins again.</summary>
    private Job _counted;

    public LinkImportRun(Job job, ImportOptions options, IDatabase database, LinkWriter links, DomainRepository domains, JobFiles files)
    {
        (_job, _options, _database, _links, _domains) = (job, options, database, links, domains);
        _counted = options.DryRun ? job with { RowsDone = 0, Created = 0, Updated = 0, Skipped = 0, Failed = 0, ResultLength = 0 } : job;
        _seen = options.DryRun ? new ImportSeen() : null;
        _input = files.InputOf(job.Id);
        _result = files.OpenResult(job.Id);
    }

    public async Task<bool> StepAsync(CancellationToken cancellationToken)
    {
        var rows = _rows ??= await OpenAsync(cancellationToken);
        var read = await ReadAsync(rows, cancellationToken);
        try
        {
            if (read.Count == 0)
            {
                return false;
            }

            var domains = await _domains.OfAccountAsync(_job.AccountId, cancellationToken);
            var only = _options.Domain is null ? null : domains.Find(_options.Domain) ?? throw new JobFailedException($"The domain {_options.Domain} is no longer there.");
            var links = read.ConvertAll(row => ImportLink.Of(row, domains, only, isForeign: _options.Preset is not null));
            return await (_options.DryRun ? TryAsync(links, domains, rows.BytesRead, cancellationToken) : StoreAsync(links, domains, rows.BytesRead, cancellationToken));
        }
        finally
        {
            read.ForEach(row => row.Body?.Dispose());
        }
    }

    public async ValueTask DisposeAsync()
    {
        _result.Dispose();
        if (_rows is not null)
        {
            await _rows.DisposeAsync();
        }
    }

    private async Task<IImportRows> OpenAsync(CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var rows = await ImportFile.OpenAsync(_input, _options, errors, cancellationToken)
            ?? throw new JobFailedException("The file cannot be read: " + string.Join(' ', errors.ByPath.Select(error => $"{error.Key} {error.Value[0]}")));
        for (var done = 0L; done < _counted.RowsDone; done++)
        {
            (await rows.ReadAsync(cancellationToken))?.Body?.Dispose();
        }

        return rows;
    }

    private static async Task<List<ImportRow>> ReadAsync(IImportRows rows, CancellationToken cancellationToken)
    {
        var read = new List<ImportRow>(MaxRows);
        var end = rows.BytesRead + MaxBytes;
        while (read.Count < MaxRows && rows.BytesRead <= end && await rows.ReadAsync(cancellationToken) is { } row)
        {
            read.Add(row);
        }

        return read;
    }

    private async Task<bool> StoreAsync(List<ImportLink> links, AccountDomains domains, long bytes, CancellationToken cancellationToken)
        => GoOn(await _database.WriteAsync(
            async scope =>
            {
                var after = await CountAsync(scope, await ImportAsync(scope, links), domains, bytes);
                if (await JobStore.AdvanceAsync(scope, _job, after))
                {
                    return after;
                }

                scope.Rollback();
                return null;
            },
            cancellationToken));

    private async Task<bool> TryAsync(List<ImportLink> links, AccountDomains domains, long bytes, CancellationToken cancellationToken)
    {
        var outcomes = await _database.WriteAsync(
            async scope =>
            {
                var tried = await ImportAsync(scope, links);
                scope.Rollback();
                return tried;
            },
            cancellationToken);
        return GoOn(await _database.WriteAsync(
            async scope =>
            {
                var after = await CountAsync(scope, [.. outcomes.Select(row => row with { Link = null })], domains, bytes);
                if (await JobStore.AdvanceAsync(scope, _job, after))
                {
                    return after;
                }

                scope.Rollback();
                return null;
            },
            cancellationToken));
    }

    /// <returns>Whether the job goes on.</returns>
    private bool GoOn(Job? after)
    {
        if (after is not null)
        {
            _job = _counted = after;
        }

        return after is not null;
    }

    private async Task<List<ImportedRow>> ImportAsync(WriteScope scope, List<ImportLink> links)
    {
        var problems = links.ConvertAll(link => link.Problem ?? Twice(link.Input!));
        var wishes = links.Where((_, index) => problems[index] is null).Select(link => new LinkWish(link.Input!)).ToList();

        // Together, so that the audit log has one entry for them.
        var created = new Queue<LinkOutcome>(await _links.CreateEachAsync(scope, _job.Actor, wishes));
        var outcomes = new List<ImportedRow>(links.Count);
        for (var index = 0; index < links.Count; index++)
        {
            var outcome = problems[index] is null ? created.Dequeue() : null;
            outcomes.Add(outcome?.Link is { } link
                ? new ImportedRow(ImportResult.Created, link, Problem: null)
                : await SettleAsync(scope, links[index], problems[index] ?? outcome!.Problem!));
        }

        return outcomes;
    }

    /// <summary>What becomes of a row that is no new link.</summary>
    private async Task<ImportedRow> SettleAsync(WriteScope scope, ImportLink link, Problem problem)
    {
        if (link.Input is not { } input)
        {
            return ImportedRow.Failed(problem);
        }

        var existing = _options.OnConflict == ImportConflict.Fail ? null : await FindAsync(scope, input, problem);
        if (existing is null)
        {
            // In a dry run the link that a row before would have made is not there to be found.
            return _seen is not null && _options.OnConflict != ImportConflict.Fail && IsConflict(problem)
                ? new ImportedRow(_options.OnConflict == ImportConflict.Skip ? ImportResult.Skipped : ImportResult.Updated, Link: null, Problem: null)
                : ImportedRow.Failed(problem);
        }

        if (_options.OnConflict == ImportConflict.Skip)
        {
            return new ImportedRow(ImportResult.Skipped, existing, Problem: null);
        }

        var changed = await _links.ChangeAsync(scope, _job.Actor, existing, link.ChangeOf(existing));
        return changed.Link is null ? ImportedRow.Failed(changed.Problem!) : new ImportedRow(ImportResult.Updated, changed.Link, Problem: null);
    }

    private Problem? Twice(LinkInput input) => _seen?.Note(input) switch
    {
        InsertOutcome.SlugTaken => KnownProblems.SlugTaken(input.Slug!, input.Domain.Authority),
        InsertOutcome.ExternalIdTaken => KnownProblems.ExternalIdTaken(input.Content.ExternalId!),
        _ => null,
    };

    private static bool IsConflict(Problem problem) => problem.Status == StatusCodes.Status409Conflict;

    /// <summary>The link that has what the row wants; null where the problem is another one.</summary>
    private async Task<StoredLink?> FindAsync(WriteScope scope, LinkInput input, Problem problem)
    {
        if (!IsConflict(problem))
        {
            return null;
        }

        var bySlug = input.Slug is null ? null : await LinkRepository.FindAsync(
            scope, _job.AccountId, new LinkReference(LinkReferenceKind.Slug, input.Slug), input.Domain);
        return bySlug ?? (input.Content.ExternalId is null ? null : await LinkRepository.FindAsync(
            scope, _job.AccountId, new LinkReference(LinkReferenceKind.ExternalId, input.Content.ExternalId), input.Domain));
    }

    /// <summary>The job with these rows, which its result file then tells of.</summary>
    private async Task<Job> CountAsync(WriteScope scope, List<ImportedRow> outcomes, AccountDomains domains, long bytes)
    {
        var lines = outcomes.Select((row, index) => Line(_counted.RowsDone + index + 1, row, domains));
        var length = await _result.WriteAsync(scope, _counted.ResultLength, _counted.ResultLength == 0 ? lines.Prepend(Header) : lines);
        return _counted with
        {
            RowsDone = _counted.RowsDone + outcomes.Count,
            Created = _counted.Created + outcomes.Count(row => row.Result == ImportResult.Created),
            Updated = _counted.Updated + outcomes.Count(row => row.Result == ImportResult.Updated),
            Skipped = _counted.Skipped + outcomes.Count(row => row.Result == ImportResult.Skipped),
            Failed = _counted.Failed + outcomes.Count(row => row.Result == ImportResult.Failed),
            BytesDone = bytes,
            ResultLength = length,
        };
    }

    private static string[] Line(long number, ImportedRow row, AccountDomains domains) =>
    [
        number.ToString(CultureInfo.InvariantCulture),
        row.Result switch
        {
            ImportResult.Created => "created",
            ImportResult.Updated => "updated",
            ImportResult.Skipped => "skipped",
            _ => "failed",
        },
        row.Link?.Id.ToString() ?? "",
        row.Link is { } link && domains.All.Any(domain => domain.Id == link.DomainId) ? ShortUrls.Of(domains.ById(link.DomainId), link.Slug) : "",
        Reason(row.Problem),
    ];

    private static string Reason(Problem? problem) => problem switch
    {
        null => "",
        { Errors: { Any: true } errors } => string.Join(' ', errors.ByPath.SelectMany(field => field.Value.Select(message => $"{field.Key} {message}".TrimStart()))),
        _ => problem.Detail ?? problem.Title,
    };
}
