package api

// Conditions are what must hold: each of All and, where there are some, one
// of Any.
type Conditions struct {
	All []Condition
	Any []Condition
}

// Condition compares one thing of a record, such as
// {"field":"custom_object.car.custom_fields.color","operator":"is","value":"red"}.
// Raw is the condition as the service wrote it, Absent for a new one.
type Condition struct {
	Original
	Field    string `json:"field" or:"subject"` // what is compared, a Definition's Subject
	Operator string `json:"operator"`           // how, a DefinitionOperator's Value
	Value    Value  `json:"value"`              // with what; Null for operators that need nothing
}

// UnmarshalJSON reads the condition as the service writes it.
func (c *Condition) UnmarshalJSON(data []byte) error { return readObject(data, c) }

// TriggerAction is what a trigger does, such as
// {"field":"custom_object.car.custom_fields.color","value":"red"}. Value is an
// array where the action needs several things: a recipient, a subject and a
// text. Raw is the action as the service wrote it, Absent for a new one.
type TriggerAction struct {
	Original
	Field string `json:"field" or:"subject"`
	Value Value  `json:"value"`
}

// UnmarshalJSON reads the action as the service writes it.
func (a *TriggerAction) UnmarshalJSON(data []byte) error { return readObject(data, a) }

// Definitions are what conditions and actions can say of the records of one
// object. Access rules have no actions.
type Definitions struct {
	All     []Definition `json:"conditions_all"`
	Any     []Definition `json:"conditions_any"`
	Actions []Definition `json:"actions"`
}

// UnmarshalJSON reads the definitions as the service writes them.
func (d *Definitions) UnmarshalJSON(data []byte) error { return readObject(data, d) }

// Definition is one thing that can be compared or set.
type Definition struct {
	Original
	Subject    string               `json:"subject"` // what stands as the field of a condition or action
	Title      string               `json:"title"`   // what a person reads
	Type       string               `json:"type"`    // list, text, date, autocomplete and so on
	Group      string               `json:"group"`
	Nullable   bool                 `json:"nullable"`
	Repeatable bool                 `json:"repeatable"`
	Operators  []DefinitionOperator `json:"operators"` // none of an action
	Values     []DefinitionValue    `json:"values"`    // none where any value can be given
}

// UnmarshalJSON reads the definition as the service writes it.
func (d *Definition) UnmarshalJSON(data []byte) error { return readObject(data, d) }

// DefinitionOperator is one way to compare.
type DefinitionOperator struct {
	Value    string `json:"value"`
	Title    string `json:"title"`
	Terminal bool   `json:"terminal"` // nothing follows it: present, changed
}

// UnmarshalJSON reads the operator as the service writes it.
func (o *DefinitionOperator) UnmarshalJSON(data []byte) error { return readObject(data, o) }

// DefinitionValue is one value that can be compared with or set.
type DefinitionValue struct {
	Value Value  `json:"value"`
	Title string `json:"title"`
}

// UnmarshalJSON reads the value as the service writes it.
func (v *DefinitionValue) UnmarshalJSON(data []byte) error { return readObject(data, v) }

// readConditions reads {"all":[...],"any":[...]}.
func readConditions(v Value) Conditions {
	var lists struct {
		All []Condition `json:"all"`
		Any []Condition `json:"any"`
	}
	_ = readObject([]byte(v), &lists) // what is no object has no conditions
	return Conditions{All: lists.All, Any: lists.Any}
}

// Body writes conditions as they are sent: whole, because the service drops
// those of all and of any that are left out. What came from the service goes
// back as it came.
func (c Conditions) Body() Value {
	return `{"all":` + arrayOf(c.All, Condition.body) + `,"any":` + arrayOf(c.Any, Condition.body) + `}`
}

func (c Condition) body() Value {
	if !c.Raw.IsAbsent() {
		return c.Raw
	}
	return `{"field":` + String(c.Field) + `,"operator":` + String(c.Operator) + `,"value":` + orNull(c.Value) + `}`
}

// ActionsBody writes actions as they are sent, whole.
func ActionsBody(actions []TriggerAction) Value { return arrayOf(actions, TriggerAction.body) }

func (a TriggerAction) body() Value {
	if !a.Raw.IsAbsent() {
		return a.Raw
	}
	return `{"field":` + String(a.Field) + `,"value":` + orNull(a.Value) + `}`
}

func orNull(v Value) Value {
	if v.IsAbsent() {
		return Null
	}
	return v
}
