using OneLink.Admin.Database;
using OneLink.Admin.Filters;
using OneLink.Admin.Jobs;

namespace OneLink.Admin.Contacts.Export;

/// <summary>
/// An export under way: contacts in the order in which they were made, some at a time. Where it is broken off it begins
/// again: it only reads.
/// </summary>
internal sealed class ContactExportRun(
    Job job, ContactExportOptions options, IDatabase database, ContactListing listing, ContactFilter filter, JobFiles files) : IJobRun
{
    private const int MaxRows = 1_000;

    private readonly JobResultFile _result = files.OpenResult(job.Id);

    /// <summary>As committed last.</summary>
    private Job _job = job;

    /// <summary>From what the next step counts on.</summary>
    private Job _counted = job with { RowsDone = 0, ResultLength = 0 };

    private FilterCondition? _condition;
    private long _lastId;

    public async Task<bool> StepAsync(CancellationToken cancellationToken)
    {
        if (options.Filter.Count > 0 && _condition is null)
        {
            var compiled = await filter.CompileAsync(_job.AccountId, options.Filter, cancellationToken);
            _condition = compiled.TryGet(out var condition, out var error) ? condition : throw new JobFailedException(error);
        }

        var contacts = await listing.AfterAsync(_job.AccountId, _condition, options.Label, _lastId, MaxRows, cancellationToken);
        var lines = contacts.Select(contact => ContactExportColumns.Line(contact, options.Columns));
        var after = await database.WriteAsync(
            async scope =>
            {
                var length = await _result.WriteAsync(scope, _counted.ResultLength, _counted.ResultLength == 0 ? lines.Prepend([.. options.Columns]) : lines);
                var counted = _counted with { RowsDone = _counted.RowsDone + contacts.Count, ResultLength = length };
                if (await JobStore.AdvanceAsync(scope, _job, counted))
                {
                    return counted;
                }

                scope.Rollback();
                return null;
            },
            cancellationToken);
        if (after is null)
        {
            return false;
        }

        _job = _counted = after;
        _lastId = contacts.Count == 0 ? _lastId : contacts[^1].Id;
        return contacts.Count == MaxRows;
    }

    public ValueTask DisposeAsync()
    {
        _result.Dispose();
        return ValueTask.CompletedTask;
    }
}
