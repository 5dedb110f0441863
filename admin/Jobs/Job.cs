using OneLink.Admin.Access;

namespace OneLink.Admin.Jobs;

/// <summary>A job as stored. Times are Unix milliseconds.</summary>
internal sealed record Job
{
    public const string IdPrefix = "job_";

    /// <summary>Grows with each job; 0 before it is stored.</summary>
    public long Number { get; init; }

    /// <summary>Grows each time that a process takes it up.</summary>
    public long Term { get; init; }

    public required string Id { get; init; }

    public required long AccountId { get; init; }

    /// <summary>Name of the <see cref="IJobKind"/>.</summary>
    public required string Kind { get; init; }

    public required string State { get; init; }

    /// <summary>Who asked for it, and is named by what it changes: of <see cref="OneLink.Admin.Access.ActorKind"/>.</summary>
    public required string ActorKind { get; init; }

    public required string ActorId { get; init; }

    public required string ActorName { get; init; }

    /// <summary>The request that asked for it.</summary>
    public string? RequestId { get; init; }

    /// <summary>What is to be done, JSON of the kind.</summary>
    public required string Request { get; init; }

    public long RowsDone { get; init; }

    public long Created { get; init; }

    public long Updated { get; init; }

    public long Skipped { get; init; }

    public long Failed { get; init; }

    public long BytesDone { get; init; }

    public required long BytesTotal { get; init; }

    /// <summary>Bytes of the result file that are of rows done.</summary>
    public long ResultLength { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Error { get; init; }

    public required long CreatedAt { get; init; }

    public long? StartedAt { get; init; }

    public long? FinishedAt { get; init; }

    public Actor Actor => new(AccountId, ActorKind, ActorId, ActorName, RequestId);
}
