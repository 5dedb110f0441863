using OneLink.Admin.Contacts;

namespace OneLink.Admin.Surfaces.Application.Contacts;

/// <summary>A note on a contact. Times are seconds since 1970.</summary>
internal sealed record NoteResponse(long Id, string Content, long AccountId, long ContactId, AgentResponse? User, long CreatedAt, long UpdatedAt)
{
    public static NoteResponse Of(Note note, AgentResponse? user)
        => new(note.Id, note.Content, note.AccountId, note.ContactId, user, ApiTime.Epoch(note.CreatedAt), ApiTime.Epoch(note.UpdatedAt));
}
