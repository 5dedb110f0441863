namespace OneLink.Admin.Contacts;

/// <summary>Contacts of one page.</summary>
/// <param name="Contacts">In the order asked for.</param>
/// <param name="Count">How many there are on all pages; in a search, on this one.</param>
/// <param name="HasMore">Whether another page follows; only a search tells.</param>
/// <param name="IsPartial">There may be more than were counted, or in a search than were found.</param>
internal sealed record ContactPage(IReadOnlyList<Contact> Contacts, long Count, bool HasMore, bool IsPartial)
{
    public const int Size = 15;
}
