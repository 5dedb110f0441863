using OneLink.Admin.Problems;

namespace OneLink.Admin.Links;

/// <summary>What a request makes of a link: its new content or a problem.</summary>
internal sealed record LinkChange
{
    private LinkChange(LinkInput? input, Problem? problem)
    {
        Input = input;
        Problem = problem;
    }

    public LinkInput? Input { get; }

    public Problem? Problem { get; }

    public static LinkChange To(LinkInput input) => new(input, problem: null);

    public static LinkChange Refused(Problem problem) => new(input: null, problem);

    /// <summary>The input, or what was wrong with the fields where there is none.</summary>
    public static LinkChange From(LinkInput? input, FieldErrors errors)
        => input is null ? Refused(KnownProblems.InvalidFields(errors)) : To(input);
}
