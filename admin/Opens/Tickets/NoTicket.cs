namespace OneLink.Admin.Opens.Tickets;

/// <summary>
/// Why an opening that found its link gets no ticket, as told to who builds the app. None says anything of the contact.
/// </summary>
internal static class NoTicket
{
    /// <summary>The account gives no tickets: the default.</summary>
    public const string Off = "off";

    /// <summary>Matched by the link or the address: only the click's own id counts.</summary>
    public const string NotByClick = "notByClick";

    /// <summary>The link was made for nobody in particular, or its message or conversation is gone.</summary>
    public const string NotPersonal = "notPersonal";

    /// <summary>The conversation is held where the Client API does not reach: with a provider such as WhatsApp.</summary>
    public const string NotLiveChat = "notLiveChat";

    /// <summary>The inbox asks everybody, or has had from the contact, a proof of who it is: a link is none.</summary>
    public const string ProofNeeded = "proofNeeded";

    /// <summary>The tap is too long ago, or the link was made too long ago.</summary>
    public const string TooLate = "tooLate";

    /// <summary>Others have tapped the link as well, or nobody can tell.</summary>
    public const string OtherVisitors = "otherVisitors";

    /// <summary>The link has given its one ticket.</summary>
    public const string Given = "given";

    public static IReadOnlyList<string> All { get; } = [Off, NotByClick, NotPersonal, NotLiveChat, ProofNeeded, TooLate, OtherVisitors, Given];
}
