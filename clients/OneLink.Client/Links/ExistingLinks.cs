namespace OneLink.Client.Links;

/// <summary>What a creation does with a link that is there already.</summary>
public enum ExistingLinks
{
    /// <summary>Nothing: another one is made.</summary>
    LeftAlone,

    /// <summary>That of the same external id, else the oldest one of the same domain and url, is updated with what is set.</summary>
    Updated,

    /// <summary>One for which everything that is set is true is answered as it is.</summary>
    Found,
}
