namespace OneLink.Admin.Jobs;

/// <summary>
/// A job under way in this process. It is done in steps that each commit their rows together with the job's own
/// (<see cref="JobStore.AdvanceAsync"/>): a row is done exactly once, whenever the process dies.
/// </summary>
internal interface IJobRun : IAsyncDisposable
{
    /// <summary>Does the next rows: so few that other jobs and writers get their turn.</summary>
    /// <returns>Whether there is more to do.</returns>
    /// <exception cref="JobFailedException">The job cannot go on.</exception>
    Task<bool> StepAsync(CancellationToken cancellationToken);
}
