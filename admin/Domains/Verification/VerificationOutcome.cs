namespace OneLink.Admin.Domains.Verification;

/// <summary>What a look for the proof found.</summary>
/// <param name="Method">How it was proven; null where it was not.</param>
/// <param name="Reason">Why not, and what to do.</param>
/// <param name="IsConclusive">False where nobody could be asked, which says nothing of the domain.</param>
internal sealed record VerificationOutcome(string? Method, string? Reason, bool IsConclusive)
{
    public static VerificationOutcome Proven(string method) => new(method, Reason: null, IsConclusive: true);
}
