namespace OneLink.Admin.Jobs;

/// <summary>A kind of job, which knows how its jobs are done.</summary>
internal interface IJobKind
{
    /// <summary>As stored and shown, such as <c>link-import</c>.</summary>
    string Name { get; }

    /// <summary>Begins the job, or goes on with it where it was broken off.</summary>
    IJobRun Open(Job job);
}
