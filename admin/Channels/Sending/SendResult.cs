namespace OneLink.Admin.Channels.Sending;

/// <summary>How an attempt ended.</summary>
internal enum SendResult
{
    /// <summary>The provider has it.</summary>
    Accepted,

    /// <summary>It will not take it, however often it is asked.</summary>
    Refused,

    /// <summary>It has not taken it; another time it may.</summary>
    Later,

    /// <summary>Nobody knows: the request was sent, and no answer came.</summary>
    InDoubt,
}
