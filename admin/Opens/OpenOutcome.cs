using OneLink.Admin.Problems;

namespace OneLink.Admin.Opens;

/// <summary>What an opening is answered with: one of the two.</summary>
internal sealed record OpenOutcome(OpenResponse? Response, Problem? Problem)
{
    public static OpenOutcome NoLink { get; } = new(Response: null, KnownProblems.NotFound("deepLink names no link that is in force."));

    public static OpenOutcome Of(OpenResponse response) => new(response, Problem: null);

    public static OpenOutcome Refused(string detail) => new(Response: null, KnownProblems.Unauthorized(detail));
}
