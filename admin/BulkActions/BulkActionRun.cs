using System.Globalization;
using OneLink.Admin.Conversations;
using OneLink.Admin.Database;
using OneLink.Admin.Events;
using OneLink.Admin.Jobs;

namespace OneLink.Admin.BulkActions;

/// <summary>A bulk action under way: some records, each in its own transaction, then the count of them.</summary>
internal sealed class BulkActionRun(Job job, BulkAction action, IBulkTarget target, IDatabase database) : IJobRun
{
    private const int RecordsAStep = 20;

    private readonly Author _author = new(new Performer(Performer.User, long.Parse(job.ActorId, CultureInfo.InvariantCulture)), job.ActorName);
    private Job _job = job;

    public async Task<bool> StepAsync(CancellationToken cancellationToken)
    {
        var after = _job;
        foreach (var id in action.Ids.Skip((int)_job.RowsDone).Take(RecordsAStep))
        {
            var isChanged = await target.ApplyAsync(_job.AccountId, id, action, _author, cancellationToken);
            after = after with
            {
                RowsDone = after.RowsDone + 1,
                Updated = after.Updated + (isChanged ? 1 : 0),
                Skipped = after.Skipped + (isChanged ? 0 : 1),
            };
        }

        if (after == _job || !await database.WriteAsync(scope => JobStore.AdvanceAsync(scope, _job, after), cancellationToken))
        {
            return false;
        }

        _job = after;
        return _job.RowsDone < action.Ids.Count;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
