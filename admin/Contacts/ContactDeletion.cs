namespace OneLink.Admin.Contacts;

/// <summary>What became of the wish to delete a contact.</summary>
internal enum ContactDeletion
{
    Done,

    NotThere,

    /// <summary>The person is connected just now.</summary>
    IsOnline,
}
