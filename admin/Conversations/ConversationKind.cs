namespace OneLink.Admin.Conversations;

/// <summary>Which conversations a list shows besides.</summary>
internal enum ConversationKind
{
    All,

    /// <summary>In which the person is mentioned.</summary>
    Mentioned,

    /// <summary>In which the person takes part.</summary>
    Participating,

    /// <summary>Never answered, or waiting for an answer.</summary>
    Unattended,
}
