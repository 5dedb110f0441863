using OneLink.Admin.Database;
using OneLink.Admin.Leases;

namespace OneLink.Admin.Jobs;

/// <summary>
/// Does the jobs, a step of each in turn: a large one keeps no small one waiting. What a process leaves unfinished the next
/// one goes on with. Of several admins one does them all: more would only wait for each other to write.
/// </summary>
internal sealed partial class JobRunner(
    JobStore store, JobFiles files, JobSignal signal, IEnumerable<IJobKind> kinds, ILeases leases, TimeProvider clock, ILogger<JobRunner> logger)
    : BackgroundService
{
    /// <summary>How long a finished job and its result can be seen.</summary>
    private static readonly TimeSpan Retention = TimeSpan.FromDays(30);

    /// <summary>Between two looks for jobs that other processes have queued or left.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan UpkeepInterval = TimeSpan.FromHours(1);

    private readonly ILease _lease = leases.Of(LeaseName.Jobs);
    private readonly Dictionary<long, (Job Job, IJobRun Run)> _runs = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        long? lastUpkeep = null;
        try
        {
            while (true)
            {
                try
                {
                    if (lastUpkeep is not { } last || clock.GetElapsedTime(last) > UpkeepInterval)
                    {
                        await DeleteOldAsync(stoppingToken);
                        lastUpkeep = clock.GetTimestamp();
                    }

                    if (_lease.IsHeld)
                    {
                        await OpenNewAsync(stoppingToken);
                        await StepEachAsync(stoppingToken);
                    }
                    else
                    {
                        await CloseAllAsync();
                    }
                }
                catch (Exception exception) when (DatabaseFailure.IsOutside(exception))
                {
                    LogUnavailable(exception.Message);
                    await CloseAllAsync();
                }

                if (_runs.Count == 0)
                {
                    await signal.WaitAsync(Look, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops; the jobs go on with the next one.
        }
        finally
        {
            await CloseAllAsync();
        }
    }

    private async Task OpenNewAsync(CancellationToken cancellationToken)
    {
        foreach (var job in await store.UnfinishedAsync(cancellationToken))
        {
            if (_runs.ContainsKey(job.Number) || await store.StartAsync(job, cancellationToken) is not { } started)
            {
                continue;
            }

            await OpenAsync(started, cancellationToken);
        }
    }

    private async Task OpenAsync(Job job, CancellationToken cancellationToken)
    {
        try
        {
            await files.FetchInputAsync(job, cancellationToken);
            _runs.Add(job.Number, (job, kinds.First(kind => string.Equals(kind.Name, job.Kind, StringComparison.Ordinal)).Open(job)));
            LogStarted(job.Id, job.Kind, job.RowsDone);
        }
        catch (Exception exception) when (exception is not OperationCanceledException && !DatabaseFailure.IsOutside(exception))
        {
            await FailAsync(job, exception, cancellationToken);
        }
    }

    private async Task StepEachAsync(CancellationToken cancellationToken)
    {
        foreach (var (number, (job, run)) in _runs.ToArray())
        {
            try
            {
                if (await run.StepAsync(cancellationToken))
                {
                    continue;
                }

                await EndAsync(job, error: null, cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException && !DatabaseFailure.IsOutside(exception))
            {
                await FailAsync(job, exception, cancellationToken);
            }

            _runs.Remove(number);
            await run.DisposeAsync();
            files.DeleteInput(job.Id);
        }
    }

    private async Task EndAsync(Job job, string? error, CancellationToken cancellationToken)
    {
        // Of one that somebody has cancelled the upkeep removes the rest.
        if (await store.FinishAsync(job, error, cancellationToken))
        {
            await files.ForgetInputAsync(job.Id, cancellationToken);
            LogFinished(job.Id);
        }
    }

    private async Task FailAsync(Job job, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is JobFailedException)
        {
            LogRefused(job.Id, exception.Message);
        }
        else
        {
            LogFailed(exception, job.Id);
        }

        var reason = exception is JobFailedException ? exception.Message : "Something went wrong; it was logged under the job's id. What was done until then stays.";
        await EndAsync(job, reason, cancellationToken);
    }

    /// <summary>Forgets old jobs, and files that no job has: a process died between an upload and its job.</summary>
    private async Task DeleteOldAsync(CancellationToken cancellationToken)
    {
        var started = clock.GetUtcNow();
        foreach (var id in await store.DeleteFinishedAsync(started - Retention, cancellationToken))
        {
            files.DeleteAll(id);
        }

        foreach (var id in files.IdsBefore(started - UpkeepInterval).ToArray())
        {
            if (!await store.IsKnownAsync(id, cancellationToken))
            {
                files.DeleteAll(id);
            }
        }

        await files.DeleteUnusedAsync(started - UpkeepInterval, cancellationToken);
    }

    private async Task CloseAllAsync()
    {
        foreach (var (_, run) in _runs.Values)
        {
            await run.DisposeAsync();
        }

        _runs.Clear();
    }

    [LoggerMessage(EventId = 4001, Level = LogLevel.Information, Message = "Job {Id} ({Kind}) runs from row {Rows} on")]
    private partial void LogStarted(string id, string kind, long rows);

    [LoggerMessage(EventId = 4002, Level = LogLevel.Information, Message = "Job {Id} has ended")]
    private partial void LogFinished(string id);

    [LoggerMessage(EventId = 4003, Level = LogLevel.Warning, Message = "Job {Id} cannot go on: {Reason}")]
    private partial void LogRefused(string id, string reason);

    [LoggerMessage(EventId = 4004, Level = LogLevel.Error, Message = "Job {Id} failed")]
    private partial void LogFailed(Exception exception, string id);

    [LoggerMessage(EventId = 4005, Level = LogLevel.Warning, Message = "Jobs wait for the database: {Reason}")]
    private partial void LogUnavailable(string reason);
}
