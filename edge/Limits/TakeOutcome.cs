namespace OneLink.Edge.Limits;

/// <summary>What came of asking for one of a link's clicks.</summary>
internal enum TakeOutcome
{
    Taken,

    /// <summary>All are taken, here and elsewhere.</summary>
    NoneLeft,

    /// <summary>This edge has none just now, and the admin is asked for some: worth a moment.</summary>
    Asking,

    /// <summary>This edge has none, and the admin is away.</summary>
    CannotAsk,
}
