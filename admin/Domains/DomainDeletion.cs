namespace OneLink.Admin.Domains;

/// <summary>What became of the wish to delete a domain.</summary>
internal enum DomainDeletion
{
    Done,

    /// <summary>Another request has deleted it.</summary>
    NoLongerThere,

    /// <summary>New links that name no domain go there; also the case of an account's last one.</summary>
    IsDefault,

    /// <summary>They are out in the world.</summary>
    HasLinks,
}
