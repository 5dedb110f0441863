using OneLink.Admin.Database;

namespace OneLink.Admin.Leases;

/// <summary>Whether a piece of work is this admin's.</summary>
internal interface ILease
{
    /// <summary>
    /// Whether this admin is to do it now. By its own clock, before others may take it: work that reaches out of the database
    /// asks before each step.
    /// </summary>
    bool IsHeld { get; }

    /// <summary>Grows with each time that this admin gets it: what was known from before then may be out of date.</summary>
    long Term { get; }

    /// <summary>Makes sure, within the transaction that writes, that nobody else has got it since <paramref name="term"/>.</summary>
    /// <param name="scope">The transaction.</param>
    /// <param name="term"><see cref="Term"/> as it was when the work began.</param>
    /// <exception cref="LeaseLostException">Somebody has, or this admin has got it anew.</exception>
    Task RequireAsync(WriteScope scope, long term);
}
