using OneLink.Admin.Problems;

namespace OneLink.Admin.Links;

/// <summary>Either the link as it is now or why nothing was done.</summary>
internal sealed record LinkOutcome
{
    private LinkOutcome(StoredLink? link, Problem? problem, bool created)
    {
        Link = link;
        Problem = problem;
        IsCreated = created;
    }

    public StoredLink? Link { get; }

    public Problem? Problem { get; }

    public bool IsCreated { get; }

    public static LinkOutcome Created(StoredLink link) => new(link, problem: null, created: true);

    public static LinkOutcome Changed(StoredLink link) => new(link, problem: null, created: false);

    public static LinkOutcome Refused(Problem problem) => new(link: null, problem, created: false);
}
